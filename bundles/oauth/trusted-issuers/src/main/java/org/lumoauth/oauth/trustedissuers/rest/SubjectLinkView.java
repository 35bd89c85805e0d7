/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import org.lumoauth.oauth.trustedissuers.SubjectLink;

/** A subject link in the admin API. */
public record SubjectLinkView(String id, String subject, String userId, String createdAt) {

  static SubjectLinkView of(SubjectLink link) {
    return new SubjectLinkView(
        link.id(), link.subject(), link.userId(), link.createdAt().toString());
  }
}
