/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tool call.
 *
 * @param arguments JSON values, as sent by the model
 */
public record McpToolCall(
    TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> arguments) {}
