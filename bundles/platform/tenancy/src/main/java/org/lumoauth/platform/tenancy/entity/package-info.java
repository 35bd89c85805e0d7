/** Rows of the tenancy tables, as mapped by OpenJPA. Only the store uses them. */
package org.lumoauth.platform.tenancy.entity;
