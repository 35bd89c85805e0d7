/**
 * The transmitter of the Shared Signals Framework: sends security event tokens about revoked
 * sessions, changed credentials and disabled accounts to other servers by push or poll. The events
 * are read from the audit chain with a stored position, so no acknowledged operation is lost after
 * a crash or while a module is unavailable.
 */
@TenantTables({"ssf_event", "ssf_subject", "ssf_stream", "ssf_place"})
package org.lumoauth.agents.ssf;

import org.lumoauth.platform.persistence.TenantTables;
