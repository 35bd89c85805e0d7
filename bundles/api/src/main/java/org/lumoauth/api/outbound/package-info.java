/**
 * Requests that this server sends. {@link org.lumoauth.api.outbound.OutboundHttpClient} is the only
 * way out: it refuses addresses that no stranger may have us ask.
 */
@Export
@Version("1.5.0")
package org.lumoauth.api.outbound;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
