/**
 * The audit log: append-only, one hash chain per tenant. A record is durable before the response
 * that it describes is sent.
 */
@Export
@Version("1.5.0")
package org.lumoauth.api.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
