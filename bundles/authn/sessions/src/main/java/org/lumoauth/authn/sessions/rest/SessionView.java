package org.lumoauth.authn.sessions.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A session in the REST API. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SessionView(
    String id,
    String userId,
    String userEmail,
    String ipAddress,
    String userAgent,
    String createdAt,
    String lastActivityAt,
    String expiresAt,
    boolean isActive) {}
