//! The worker's port: one message in, one message out.

use std::cell::RefCell;

use js_sys::{Error, Object, Reflect};
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{answer, input};
use crate::view::{Desk, Request};

/// Listens to the page from now on, and says so with `{ ready: version }`.
#[wasm_bindgen]
pub fn start() {
    let scope = scope();
    std::panic::set_hook(Box::new(|info| {
        // The last word of this instance: what failed and where, for the page to show.
        let message = Object::new();
        set(&message, "panic", &info.to_string().into());
        let _ = self::scope().post_message(&message);
    }));
    let desk = RefCell::new(Desk::default());
    let port = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = event.data();
        let out = Object::new();
        set(&out, "id", &input::member(&message, "id"));
        let transfer = js_sys::Array::new();
        let start = now(&port);
        match meet(&desk, &message, &transfer) {
            Ok(value) => {
                set(&out, "answer", &value);
                set(&out, "milliseconds", &(now(&port) - start).into());
            }
            Err(error) => set(&out, "error", &error),
        }
        port.post_message_with_transfer(&out, &transfer).unwrap_throw();
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget(); // it lives as long as the worker
    let ready = Object::new();
    set(&ready, "ready", &super::version().into());
    scope.post_message(&ready).unwrap_throw();
}

/// The worker that this runs in.
fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Meets one request; what `transfer` holds afterwards moves to the page without a copy.
fn meet(desk: &RefCell<Desk>, message: &JsValue, transfer: &js_sys::Array) -> Result<JsValue, Error> {
    let request = input::request(message)?;
    if request == Request::Crash {
        // What a fault in the engine does: a trap, after which nothing of this instance can be trusted.
        core::arch::wasm32::unreachable();
    }
    let bytes = input::bytes(message)?;
    let answer = desk.borrow_mut().answer(request, &bytes).map_err(error)?;
    answer::to_js(answer, transfer)
}

/// The one way out for errors.
pub(super) fn error(error: impl std::fmt::Display) -> Error {
    Error::new(&error.to_string())
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // Fails on frozen objects only, and these are ours.
    let _ = Reflect::set(object, &key.into(), value);
}

/// Milliseconds since the worker started.
fn now(scope: &DedicatedWorkerGlobalScope) -> f64 {
    scope.performance().map_or(0.0, |performance| performance.now())
}
