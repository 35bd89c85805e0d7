package org.lumoauth.platform.web.gate;

import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A caller that passed the gate.
 *
 * @param caller who
 * @param tenant of which tenant; empty for the operator
 */
public record AuthenticatedCaller(Caller caller, Optional<TenantContext> tenant) {}
