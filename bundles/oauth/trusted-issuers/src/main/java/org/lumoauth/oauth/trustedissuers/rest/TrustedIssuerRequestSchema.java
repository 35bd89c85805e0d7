/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerDefinition;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The request body of a trusted issuer. */
record TrustedIssuerRequestSchema(
    String issuer,
    String name,
    Boolean enabled,
    @SchemaProperty(description = "The keys of the issuer; alternatively send `jwksUri`")
        Map<String, Object> jwks,
    String jwksUri,
    List<String> algorithms,
    List<String> audiences,
    List<String> clients,
    List<String> scopes,
    @SchemaProperty(
            oneOf = {
              TrustedIssuerDefinition.LINKED,
              TrustedIssuerDefinition.USER_ID,
              TrustedIssuerDefinition.EMAIL
            })
        String subjectMapping,
    List<String> emailDomains,
    List<String> allowedSubjects,
    @SchemaProperty(description = "The maximum lifetime in seconds") Long maxLifetime) {}
