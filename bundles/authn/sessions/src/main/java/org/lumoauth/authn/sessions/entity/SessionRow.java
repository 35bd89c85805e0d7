/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A row of {@code sessions_session}. Times are microseconds since the epoch. */
@Entity
@Table(name = "sessions_session")
public class SessionRow {
  @EmbeddedId private SessionRowKey key;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "subject_type")
  private String subjectType;

  @Column(name = "subject_id")
  private String subjectId;

  @Column(name = "authenticated_at")
  private long authenticatedAt;

  @Column(name = "amr")
  private String amr;

  @Column(name = "acr")
  private String acr;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "last_seen_at")
  private long lastSeenAt;

  @Column(name = "idle_micros")
  private long idleMicros;

  @Column(name = "expires_at")
  private long expiresAt;

  /** When it expires without further use; null after it was revoked or its expiry was published. */
  @Column(name = "lapses_at")
  private Long lapsesAt;

  @Column(name = "remembered")
  private boolean remembered;

  @Column(name = "remote_address")
  private String remoteAddress;

  @Column(name = "user_agent")
  private String userAgent;

  @Column(name = "ended_at")
  private Long endedAt;

  @Column(name = "kept_until")
  private Long keptUntil;

  protected SessionRow() {}

  public String id() {
    return key.id();
  }

  public String secretHash() {
    return secretHash;
  }

  public String subjectType() {
    return subjectType;
  }

  public String subjectId() {
    return subjectId;
  }

  public long authenticatedAt() {
    return authenticatedAt;
  }

  public void lapsesAt(long value) {
    this.lapsesAt = value;
  }

  public String amr() {
    return amr;
  }

  public String acr() {
    return acr;
  }

  public long createdAt() {
    return createdAt;
  }

  public long lastSeenAt() {
    return lastSeenAt;
  }

  public long idleMicros() {
    return idleMicros;
  }

  public long expiresAt() {
    return expiresAt;
  }

  public boolean remembered() {
    return remembered;
  }

  public String remoteAddress() {
    return remoteAddress;
  }

  public String userAgent() {
    return userAgent;
  }

  public Long endedAt() {
    return endedAt;
  }

  public Long keptUntil() {
    return keptUntil;
  }

  public void secretHash(String value) {
    this.secretHash = value;
  }

  public void authenticatedAt(long value) {
    this.authenticatedAt = value;
  }

  public void amr(String value) {
    this.amr = value;
  }

  public void acr(String value) {
    this.acr = value;
  }

  public void lastSeenAt(long value) {
    this.lastSeenAt = value;
  }

  public void idleMicros(long value) {
    this.idleMicros = value;
  }

  public void expiresAt(long value) {
    this.expiresAt = value;
  }

  public void remembered(boolean value) {
    this.remembered = value;
  }

  public void remoteAddress(String value) {
    this.remoteAddress = value;
  }

  public void userAgent(String value) {
    this.userAgent = value;
  }
}
