package org.lumoauth.agents.aauth.rest;

import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** What a body may say of a resource. */
record ResourcePartyMembers(
    String identifier,
    String name,
    String owner,
    Boolean enabled,
    @Member(says = "Its keys, or jwksUri") Map<String, Object> jwks,
    String jwksUri,
    @Member(says = "What each is for") Map<String, Object> scopes,
    String level) {}
