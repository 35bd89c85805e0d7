/** The REST API for administrators to list and end sessions. */
package org.lumoauth.authn.sessions.rest;
