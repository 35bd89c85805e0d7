/**
 * HTTP message signatures (RFC 9421) and digest fields (RFC 9530): the signature base, signing, and
 * verification policies. A library without state and network access; its users provide keys, check
 * nonces and define which components a signature must cover.
 */
@Export
@Version("1.2.0")
package org.lumoauth.platform.httpsignatures;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
