fn main() {
    eprintln!("usage: cargo xtask serve | test | web | data | eval | size");
    std::process::exit(2);
}
