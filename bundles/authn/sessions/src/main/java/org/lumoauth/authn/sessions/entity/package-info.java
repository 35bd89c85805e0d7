/** Rows of the session table, mapped by OpenJPA. They never leave the store. */
package org.lumoauth.authn.sessions.entity;
