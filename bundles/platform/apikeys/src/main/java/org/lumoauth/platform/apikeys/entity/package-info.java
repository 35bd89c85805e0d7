/** Rows of the API key table, as OpenJPA maps them. They never leave the store. */
package org.lumoauth.platform.apikeys.entity;
