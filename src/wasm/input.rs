//! Requests, and what comes beside them: a file or bytes.

use js_sys::{ArrayBuffer, Error, JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, FileReaderSync};

use super::port::error;
use crate::view::Request;

/// A member of a message; undefined where it has none.
pub(super) fn member(message: &JsValue, name: &str) -> JsValue {
    Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The request of a message. By way of its text: files are read from JSON as well, so that the engine has one reader, not two.
pub(super) fn request(message: &JsValue) -> Result<Request, Error> {
    let text =
        JSON::stringify(&member(message, "request")).map_err(|_| error("expected a request, found none"))?;
    serde_json::from_str(&String::from(text)).map_err(error)
}

/// The bytes of `bytes` or `file` of a message; none where it has neither.
pub(super) fn bytes(message: &JsValue) -> Result<Vec<u8>, Error> {
    if let Ok(buffer) = member(message, "bytes").dyn_into::<ArrayBuffer>() {
        return Ok(Uint8Array::new(&buffer).to_vec());
    }
    if let Ok(file) = member(message, "file").dyn_into::<Blob>() {
        let buffer =
            FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(&file)).map_err(|_| {
                Error::new("expected a file that can be read; it was moved, or is not ours to read")
            })?;
        return Ok(Uint8Array::new(&buffer).to_vec());
    }
    Ok(Vec::new())
}
