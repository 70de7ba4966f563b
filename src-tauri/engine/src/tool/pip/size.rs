//! How large files are that pip would download.
//!
//! Where an index hands out a package's metadata by itself (PEP 658, as `PyPI` does), a dry run of pip 25.3 and later
//! downloads nothing else, so it can't say any size, and its report has none. Then the server that has the files is
//! asked, as a browser would before a download (`HEAD`), by the same Python and with pip's own certificates beside the
//! system's; what stands in a pip.conf alone is not known to it. What it does not say stays unknown.

use std::path::Path;

use super::Pip;
use crate::model::Step;
use crate::tool::{step, words};

/// Prints `Downloading NAME (N bytes)` for each address that answers, in pip's words, so that one reader reads both.
///
/// It always ends well: an answer that does not come must not keep anybody from installing.
const ASK: &str = "\
import concurrent.futures, importlib.util, os, sys, urllib.parse, urllib.request

def size(address):
    import ssl
    trust = ssl.create_default_context()
    pips = importlib.util.find_spec('pip._vendor.certifi')
    bundles = [pips and os.path.join(os.path.dirname(pips.origin), 'cacert.pem')]
    bundles += [os.environ.get(name) for name in ('PIP_CERT', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE')]
    for bundle in bundles:
        if bundle and os.path.isfile(bundle):
            trust.load_verify_locations(bundle)
    asking = urllib.request.Request(address, method='HEAD')
    with urllib.request.urlopen(asking, timeout=10, context=trust) as answer:
        return int(answer.headers['Content-Length'])

with concurrent.futures.ThreadPoolExecutor(8) as pool:
    for address, answer in [(address, pool.submit(size, address)) for address in sys.argv[1:]]:
        if not answer.exception():
            name = urllib.parse.unquote(urllib.parse.urlsplit(address).path.rsplit('/', 1)[-1])
            print('Downloading %s (%d bytes)' % (name, answer.result()))
";

/// As many files are asked about; of more, their size is "at least".
const MOST: usize = 200;

impl Pip {
    /// Asks for the sizes of the files at these addresses. `None` where there is nothing to be asked on the network.
    pub fn sizes<'address>(&self, addresses: impl Iterator<Item = &'address str>) -> Option<Step> {
        let on_the_web = |address: &&str| {
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            is_web && address.chars().all(|letter| letter.is_ascii_graphic())
        };
        let addresses: Vec<String> = addresses.filter(on_the_web).take(MOST).map(str::to_owned).collect();
        if addresses.is_empty() {
            return None;
        }
        let mut argv = vec![self.python.clone()];
        argv.extend(words(["-I", "-c", ASK]));
        argv.extend(addresses);
        Some(step(argv, Path::new("/"), &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::pip::Place;
    use crate::tool::pip::progress::announced;

    #[test]
    fn only_addresses_of_the_network_are_asked() {
        let pip = Pip {
            python: "/p/.venv/bin/python".to_owned(),
            prefix: "/p/.venv".to_owned(),
            release: None,
            place: Place::Environment,
            detours: Vec::new(),
        };
        let addresses = ["https://example.org/a.whl", "file:///b.whl", "-c", "http://example.org/c d", "ftp://x/y.whl"];
        let asked = pip.sizes(addresses.into_iter()).unwrap();
        assert_eq!(asked.argv[4..], ["https://example.org/a.whl"]);
        assert_eq!(pip.sizes(["file:///b.whl"].into_iter()), None);
        // What is printed is read like pip's own.
        assert_eq!(announced("Downloading a+b.whl (15713899 bytes)"), Some(("a+b.whl".to_owned(), 15_713_899)));
    }
}
