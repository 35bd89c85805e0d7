package org.lumoauth.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The error response of an endpoint whose specification names every member (RFC 6749 section 5.2,
 * CIBA Core section 13), as JSON.
 *
 * @param error the code
 * @param errorDescription what was wrong
 * @param errorUri a page about the error; left out if null
 */
public record OAuthErrorBody(
    String error,
    @JsonProperty("error_description") String errorDescription,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("error_uri") String errorUri) {}
