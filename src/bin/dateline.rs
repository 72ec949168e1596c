//! The command line: `dateline annotate`.

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
