/**
 * Outbound requests of this server. {@link org.lumoauth.api.outbound.OutboundHttpClient} is the
 * only way to send them: it rejects addresses to which untrusted parties must not direct the
 * server.
 */
@Export
@Version("1.5.0")
@NullMarked
package org.lumoauth.api.outbound;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
