/* SPDX-License-Identifier: Apache-2.0 */
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
record DeferredAccessServerRequest(
    String id,
    String personServer,
    Map<String, Object> request,
    Instant askedAt,
    Map<String, Object> claims,
    String answer,
    Instant expiresAt) {

  /** Requests stored by an older version of this module count as sent at the time they are read. */
  DeferredAccessServerRequest {
    askedAt = askedAt == null ? Instant.now() : askedAt;
  }

  static DeferredAccessServerRequest of(
      String personServer, Map<String, Object> request, Instant askedAt) {
    return new DeferredAccessServerRequest(
        "", personServer, request, askedAt, null, "", Instant.EPOCH);
  }

  DeferredAccessServerRequest persistedAs(String newId, Instant until) {
    return new DeferredAccessServerRequest(
        newId, personServer, request, askedAt, claims, answer, until);
  }

  DeferredAccessServerRequest withClaims(Map<String, Object> of) {
    return new DeferredAccessServerRequest(
        id, personServer, request, askedAt, of, answer, expiresAt);
  }

  DeferredAccessServerRequest withAnswer(String words) {
    return new DeferredAccessServerRequest(
        id, personServer, request, askedAt, claims, words, expiresAt);
  }

  DeferredAccessServerRequest withUpdate(Map<String, Object> with, Instant at, String words) {
    return new DeferredAccessServerRequest(id, personServer, with, at, claims, words, expiresAt);
  }
}
