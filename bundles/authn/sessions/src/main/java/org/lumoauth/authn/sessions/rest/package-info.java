/** The REST API for administrators to list and revoke sessions. */
package org.lumoauth.authn.sessions.rest;
