package org.lumoauth.sbom;

/**
 * A jar of the distribution, at the top level or inside of a bundle.
 *
 * @param group the Maven group
 * @param artifact the Maven artifact
 * @param version the Maven version
 * @param location the path below the distribution; {@code !/} separates a nested jar from its
 *     bundle
 * @param sha256 the SHA-256 of the jar in lower-case hexadecimal digits
 */
record ShippedLibrary(
    String group, String artifact, String version, String location, String sha256) {

  /** The group and artifact, separated by a colon. */
  String coordinates() {
    return group + ":" + artifact;
  }

  /** Whether this project made it. */
  boolean isOwn() {
    return group.equals("org.lumoauth");
  }

  /** The package URL (purl) of the Maven type. */
  String packageUrl() {
    return "pkg:maven/" + group + "/" + artifact + "@" + version;
  }

  @Override
  public String toString() {
    return coordinates() + ":" + version + " (" + location + ")";
  }
}
