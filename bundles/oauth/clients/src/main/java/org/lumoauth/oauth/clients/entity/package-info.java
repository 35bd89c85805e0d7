/** Rows of registered clients. Used only within the bundle. */
package org.lumoauth.oauth.clients.entity;
