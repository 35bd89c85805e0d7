/** Rows of the tenancy tables, as OpenJPA maps them. They never leave the store. */
package org.lumoauth.platform.tenancy.entity;
