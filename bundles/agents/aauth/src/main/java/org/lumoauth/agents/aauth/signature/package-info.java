/** Signatures of the published profile, and verification of their signers. */
package org.lumoauth.agents.aauth.signature;
