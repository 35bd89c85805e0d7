package org.lumoauth.oauth.trustedissuers.rest;

import org.lumoauth.oauth.trustedissuers.LinkedSubject;

/** A link as the admin API shows it. */
public record LinkView(String id, String subject, String userId, String createdAt) {

  static LinkView of(LinkedSubject link) {
    return new LinkView(link.id(), link.subject(), link.userId(), link.createdAt().toString());
  }
}
