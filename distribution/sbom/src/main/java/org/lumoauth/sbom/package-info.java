/**
 * Writes the software bill of materials of the distribution and fails the build if a shipped
 * library has no license in the checked-in list, or a known high vulnerability without a waiver.
 */
package org.lumoauth.sbom;
