/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A row to test with, shaped as real ones are. */
@Entity
@TenantRowLimit(name = "books", limit = 100_000)
@Table(name = "shelf_book")
public class Book {
  @SuppressWarnings("UnusedVariable") // read by OpenJPA
  @EmbeddedId
  private BookKey key;

  @Column(name = "title")
  private String title;

  @Version
  @Column(name = "version_no")
  private long versionNo;

  protected Book() {}

  public Book(BookKey key, String title) {
    this.key = key;
    this.title = title;
  }

  public String title() {
    return title;
  }

  public void rename(String newTitle) {
    this.title = newTitle;
  }
}
