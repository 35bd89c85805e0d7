/** Requests that are signed by the published profile, and who signed them. */
package org.lumoauth.agents.aauth.signature;
