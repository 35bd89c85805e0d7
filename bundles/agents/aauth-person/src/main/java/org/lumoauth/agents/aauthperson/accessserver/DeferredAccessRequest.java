package org.lumoauth.agents.aauthperson.accessserver;

import java.time.Instant;
import java.util.Map;

/**
 * A person server's request with the responses to the access server's requirements; serializable as
 * JSON.
 *
 * @param id the id for polling; empty if the request is not stored
 * @param personServer the person server
 * @param request the request body
 * @param askedAt when it was sent; the resource token must have been valid at that time
 * @param claims the claims about the person; null if not yet required or sent
 * @param answer the answer to the question; empty if not yet asked or answered
 * @param expiresAt when it expires
 */
record DeferredAccessRequest(
    String id,
    String personServer,
    Map<String, Object> request,
    Instant askedAt,
    Map<String, Object> claims,
    String answer,
    Instant expiresAt) {

  /** Requests stored by an older version of this module count as sent at the time they are read. */
  DeferredAccessRequest {
    askedAt = askedAt == null ? Instant.now() : askedAt;
  }

  static DeferredAccessRequest of(
      String personServer, Map<String, Object> request, Instant askedAt) {
    return new DeferredAccessRequest("", personServer, request, askedAt, null, "", Instant.EPOCH);
  }

  DeferredAccessRequest persistedAs(String newId, Instant until) {
    return new DeferredAccessRequest(newId, personServer, request, askedAt, claims, answer, until);
  }

  DeferredAccessRequest withClaims(Map<String, Object> of) {
    return new DeferredAccessRequest(id, personServer, request, askedAt, of, answer, expiresAt);
  }

  DeferredAccessRequest withAnswer(String words) {
    return new DeferredAccessRequest(id, personServer, request, askedAt, claims, words, expiresAt);
  }

  DeferredAccessRequest withUpdate(Map<String, Object> with, Instant at, String words) {
    return new DeferredAccessRequest(id, personServer, with, at, claims, words, expiresAt);
  }
}
