package org.lumoauth.oauth.trustedissuers.rest;

import org.lumoauth.oauth.trustedissuers.LinkedSubject;

/** A subject link in the admin API. */
public record SubjectLinkView(String id, String subject, String userId, String createdAt) {

  static SubjectLinkView of(LinkedSubject link) {
    return new SubjectLinkView(
        link.id(), link.subject(), link.userId(), link.createdAt().toString());
  }
}
