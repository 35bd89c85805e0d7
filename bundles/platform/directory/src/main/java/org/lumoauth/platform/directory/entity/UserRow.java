/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.platform.persistence.TenantRowLimit;

/**
 * A row of {@code directory_user}. Times are microseconds since the epoch. The store copies values
 * in and out; a row has no logic, so its columns are plain fields.
 */
@Entity
@TenantRowLimit(name = "users", limit = 1_000_000)
@Table(name = "directory_user")
public class UserRow {
  @EmbeddedId private DirectoryRowKey key;

  @Column(name = "email")
  private String email;

  @Column(name = "username")
  private String username;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "given_name")
  private String givenName;

  @Column(name = "family_name")
  private String familyName;

  @Column(name = "picture")
  private String picture;

  @Column(name = "email_verified")
  private boolean emailVerified;

  @Column(name = "phone_number")
  private String phoneNumber;

  @Column(name = "phone_verified")
  private boolean phoneNumberVerified;

  @Column(name = "active")
  private boolean active;

  @Column(name = "blocked_at")
  private Long blockedAt;

  @Column(name = "login_count")
  private long loginCount;

  @Column(name = "last_login_at")
  private Long lastLoginAt;

  @Column(name = "locale")
  private String locale;

  @Column(name = "zoneinfo")
  private String zoneinfo;

  /** The claim as JSON; null if unknown. */
  @Lob
  @Column(name = "address")
  private String address;

  /** Claims by language tag, as JSON; null if none. */
  @Lob
  @Column(name = "localized_names")
  private String localizedNames;

  /** Additional claims as JSON; null if none. */
  @Lob
  @Column(name = "further_claims")
  private String furtherClaims;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "updated_at")
  private long updatedAt;

  @Version
  @Column(name = "version_no")
  private long versionNo;

  protected UserRow() {}

  public UserRow(DirectoryRowKey key) {
    this.key = key;
  }

  public String id() {
    return key.id();
  }

  public long versionNo() {
    return versionNo;
  }

  public String email() {
    return email;
  }

  public void email(String value) {
    this.email = value;
  }

  public String username() {
    return username;
  }

  public void username(String value) {
    this.username = value;
  }

  public String displayName() {
    return displayName;
  }

  public void displayName(String value) {
    this.displayName = value;
  }

  public String givenName() {
    return givenName;
  }

  public void givenName(String value) {
    this.givenName = value;
  }

  public String familyName() {
    return familyName;
  }

  public void familyName(String value) {
    this.familyName = value;
  }

  public String picture() {
    return picture;
  }

  public void picture(String value) {
    this.picture = value;
  }

  public boolean emailVerified() {
    return emailVerified;
  }

  public void emailVerified(boolean value) {
    this.emailVerified = value;
  }

  public String phoneNumber() {
    return phoneNumber;
  }

  public void phoneNumber(String value) {
    this.phoneNumber = value;
  }

  public boolean phoneNumberVerified() {
    return phoneNumberVerified;
  }

  public void phoneNumberVerified(boolean value) {
    this.phoneNumberVerified = value;
  }

  public boolean active() {
    return active;
  }

  public void active(boolean value) {
    this.active = value;
  }

  public Long blockedAt() {
    return blockedAt;
  }

  public void blockedAt(Long value) {
    this.blockedAt = value;
  }

  public long loginCount() {
    return loginCount;
  }

  public void loginCount(long value) {
    this.loginCount = value;
  }

  public Long lastLoginAt() {
    return lastLoginAt;
  }

  public void lastLoginAt(Long value) {
    this.lastLoginAt = value;
  }

  public String locale() {
    return locale;
  }

  public void locale(String value) {
    this.locale = value;
  }

  public String zoneinfo() {
    return zoneinfo;
  }

  public void zoneinfo(String value) {
    this.zoneinfo = value;
  }

  public String address() {
    return address;
  }

  public void address(String value) {
    this.address = value;
  }

  public String localizedNames() {
    return localizedNames;
  }

  public void localizedNames(String value) {
    this.localizedNames = value;
  }

  public String furtherClaims() {
    return furtherClaims;
  }

  public void furtherClaims(String value) {
    this.furtherClaims = value;
  }

  public long createdAt() {
    return createdAt;
  }

  public void createdAt(long value) {
    this.createdAt = value;
  }

  public long updatedAt() {
    return updatedAt;
  }

  public void updatedAt(long value) {
    this.updatedAt = value;
  }
}
