/**
 * Adds the roles of person server and access server of the IETF draft of AAuth
 * (draft-hardt-oauth-aauth-protocol): it speaks for people to resources, asks them what agents may
 * do, and keeps the missions that they approved. The draft moves; whatever follows it is here.
 */
package org.lumoauth.agents.aauthperson;
