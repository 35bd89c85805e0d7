/** Notifications to other servers that tokens issued here were revoked. */
package org.lumoauth.agents.aauthperson.revocation;
