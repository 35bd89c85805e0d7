/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/**
 * An authenticated caller that passed all checks.
 *
 * @param caller the caller
 * @param tenant the caller's tenant; empty for the operator
 */
public record AuthenticatedCaller(Caller caller, Optional<TenantContext> tenant) {}
