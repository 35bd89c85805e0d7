/** Rows of the API keys' table, as OpenJPA maps them. They never leave the store. */
package org.lumoauth.platform.apikeys.entity;
