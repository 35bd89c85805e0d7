/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

/**
 * A jar of the distribution, at the top level or nested in a bundle.
 *
 * @param group the Maven group
 * @param artifact the Maven artifact
 * @param version the Maven version
 * @param location the path below the distribution; {@code !/} separates a nested jar from its
 *     bundle
 * @param sha256 the SHA-256 of the jar in lower-case hexadecimal digits
 * @param containsForeignClasses whether the jar has classes outside of {@code org.lumoauth}
 */
record ShippedLibrary(
    String group,
    String artifact,
    String version,
    String location,
    String sha256,
    boolean containsForeignClasses) {

  /** Returns the group and artifact, separated by a colon. */
  String coordinates() {
    return group + ":" + artifact;
  }

  /** Returns whether it belongs to this project. */
  boolean isOwn() {
    return group.equals("org.lumoauth");
  }

  /** Returns whether it contains code of a third party, which has a license of its own. */
  boolean needsLicense() {
    return !isOwn() || containsForeignClasses;
  }

  /** Returns the package URL (purl) of type Maven. */
  String packageUrl() {
    return "pkg:maven/" + group + "/" + artifact + "@" + version;
  }

  @Override
  public String toString() {
    return coordinates() + ":" + version + " (" + location + ")";
  }
}
