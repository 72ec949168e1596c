//! Answers as JavaScript values.

use js_sys::{Array, Error, Object, Uint32Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::port::{error, set};
use crate::view::{Answer, Article, Download};

/// `answer` as the page gets it: small things as plain objects, marks and paragraphs as typed arrays, files as blobs.
pub(super) fn to_js(answer: Answer, transfer: &Array) -> Result<JsValue, Error> {
    match answer {
        Answer::Done => Ok(JsValue::UNDEFINED),
        Answer::Article(article) => self::article(&article, transfer),
        Answer::Choices(choices) => {
            let object = Object::new();
            set(&object, "choices", &plain(&choices)?);
            Ok(object.into())
        }
        Answer::Detail(detail) => plain(&detail),
        Answer::Text(text) => Ok(text.into()),
        Answer::Download(download) => self::download(&download),
    }
}

fn article(article: &Article, transfer: &Array) -> Result<JsValue, Error> {
    let object = Object::new();
    set(&object, "view", &plain(&article.view)?);
    for (name, numbers) in [("marks", &article.marks), ("paragraphs", &article.paragraphs)] {
        let numbers = Uint32Array::from(numbers.as_slice());
        set(&object, name, &numbers);
        transfer.push(&numbers.buffer());
    }
    Ok(object.into())
}

fn download(download: &Download) -> Result<JsValue, Error> {
    let kind = BlobPropertyBag::new();
    kind.set_type(download.media);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&download.text.as_str().into()), &kind)
        .map_err(|_| Error::new("expected room for a file, found none"))?;
    let object = Object::new();
    set(&object, "name", &download.name.as_str().into());
    set(&object, "blob", &blob);
    set(&object, "note", &download.note.as_deref().map_or(JsValue::NULL, JsValue::from_str));
    Ok(object.into())
}

/// A plain object, with `null` for what is absent, as the types of the page say.
fn plain(value: &impl Serialize) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible()).map_err(error)
}
