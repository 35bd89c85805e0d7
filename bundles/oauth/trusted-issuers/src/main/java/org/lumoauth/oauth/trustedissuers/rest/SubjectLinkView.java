package org.lumoauth.oauth.trustedissuers.rest;

import org.lumoauth.oauth.trustedissuers.LinkedSubject;

/** A link as the admin API shows it. */
public record SubjectLinkView(String id, String subject, String userId, String createdAt) {

  static SubjectLinkView of(LinkedSubject link) {
    return new SubjectLinkView(
        link.id(), link.subject(), link.userId(), link.createdAt().toString());
  }
}
