package org.lumoauth.oauth.trustedissuers.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.oauth.trustedissuers.IssuerSettings;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of a trusted issuer. */
record IssuerMembers(
    String issuer,
    String name,
    Boolean enabled,
    @Member(says = "Its keys, or jwksUri") Map<String, Object> jwks,
    String jwksUri,
    List<String> algorithms,
    List<String> audiences,
    List<String> clients,
    List<String> scopes,
    @Member(oneOf = {IssuerSettings.LINKED, IssuerSettings.USER_ID, IssuerSettings.EMAIL})
        String subjectMapping,
    List<String> emailDomains,
    List<String> allowedSubjects,
    @Member(says = "Seconds") Long maxLifetime) {}
