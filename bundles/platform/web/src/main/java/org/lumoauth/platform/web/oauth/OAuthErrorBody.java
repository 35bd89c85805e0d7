/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The JSON error response of endpoints with a specification that defines every member (RFC 6749
 * section 5.2, CIBA Core section 13).
 *
 * @param error the error code
 * @param errorDescription a description of the problem
 * @param errorUri a page about the error; omitted if null
 */
public record OAuthErrorBody(
    String error,
    @JsonProperty("error_description") String errorDescription,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("error_uri") String errorUri) {}
