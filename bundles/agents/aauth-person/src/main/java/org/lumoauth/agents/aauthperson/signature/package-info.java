/** Signatures by the draft's profile, and where the keys of other servers come from. */
package org.lumoauth.agents.aauthperson.signature;
