/** Tells other servers that tokens which were made here have ended. */
package org.lumoauth.agents.aauthperson.revocation;
