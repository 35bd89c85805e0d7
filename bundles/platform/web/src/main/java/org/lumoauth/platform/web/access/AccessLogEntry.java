/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One line of the access log. It contains no query, header or body, and only the template of the
 * path, so that no secret of a request can appear in it.
 *
 * @param time when the response was complete, RFC 3339
 * @param requestId the {@code X-Request-Id} of the response
 * @param method the method, {@code unknown} if the server does not know it
 * @param route the path's template, {@code unmatched} for a path without a route
 * @param status the status of the response
 * @param durationMillis from arrival to response
 * @param bytes length of the response's body
 * @param address the client's address; null if the proxy headers contradict each other
 * @param tenant slug of the tenant of the path; null without a tenant
 * @param clientId the client of the access token; null without a token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"time", "requestId", "method", "route", "status", "durationMillis", "bytes"})
public record AccessLogEntry(
    String time,
    String requestId,
    String method,
    String route,
    int status,
    double durationMillis,
    long bytes,
    String address,
    String tenant,
    String clientId) {}
