/**
 * The audit log: append-only, one hash chain per tenant. A record is durable before the response
 * that it describes is sent.
 *
 * <p>A bundle creates events with {@link org.lumoauth.api.audit.AuditInitiator#auditEvent(String,
 * String)} and the methods {@code with…} of {@link org.lumoauth.api.audit.AuditEvent}, where the
 * action happens. A class of its own contains only members that several actions share.
 */
@Export
@Version("1.5.0")
@NullMarked
package org.lumoauth.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
