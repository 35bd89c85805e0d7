/** Rows of the sessions' table, as OpenJPA maps them. They never leave the store. */
package org.lumoauth.authn.sessions.entity;
