/**
 * HTTP message signatures (RFC 9421) and digest fields (RFC 9530): what is signed, how it is signed
 * and what a verifier must insist on. A library: it keeps nothing and fetches nothing; whoever uses
 * it brings keys, looks at nonces and says what a signature has to cover.
 */
@Export
@Version("1.2.0")
package org.lumoauth.platform.httpsignatures;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
