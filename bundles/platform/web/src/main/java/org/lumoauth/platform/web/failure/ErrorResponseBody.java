/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.failure;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * The common error format. It serves two kinds of clients: {@code error} and {@code
 * error_description} are the members of RFC 6749 section 5.2, the other members are for all other
 * clients.
 */
@JsonPropertyOrder({"error", "error_description", "message", "status", "code", "details"})
public record ErrorResponseBody(
    String error,
    @JsonProperty("error_description") String errorDescription,
    String message,
    int status,
    String code,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> details,
    @JsonAnyGetter Map<String, Object> members) {}
