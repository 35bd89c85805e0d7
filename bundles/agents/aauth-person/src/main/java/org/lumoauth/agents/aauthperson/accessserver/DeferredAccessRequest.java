package org.lumoauth.agents.aauthperson.accessserver;

import java.time.Instant;
import java.util.Map;

/**
 * What a person server asked for, and what it has said of it since. JSON can hold it.
 *
 * @param id stands for it where it is asked again; empty while nothing is kept
 * @param personServer who asked
 * @param request what it sent
 * @param askedAt when it sent that: a resource token need not have been good for longer
 * @param claims what it told of the person; null while it was not asked or has not said
 * @param answer what it answered to the question; empty while it was not asked or has not said
 * @param expiresAt until when it can be answered
 */
record DeferredAccessRequest(
    String id,
    String personServer,
    Map<String, Object> request,
    Instant askedAt,
    Map<String, Object> claims,
    String answer,
    Instant expiresAt) {

  /** One that an older version of this module kept was asked whenever it is looked at. */
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
