/** Signatures of the AAuth draft's profile, and resolution of other servers' keys. */
package org.lumoauth.agents.aauthperson.signature;
