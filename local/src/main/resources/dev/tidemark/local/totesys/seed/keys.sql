-- Keys and references, added to full tables: one sort each instead of a search per row.
alter table address add constraint address_pkey primary key (address_id);
alter table counterparty add constraint counterparty_pkey primary key (counterparty_id);
alter table currency add constraint currency_pkey primary key (currency_id);
alter table department add constraint department_pkey primary key (department_id);
alter table design add constraint design_pkey primary key (design_id);
alter table staff add constraint staff_pkey primary key (staff_id);
alter table sales_order add constraint sales_order_pkey primary key (sales_order_id);
alter table purchase_order add constraint purchase_order_pkey primary key (purchase_order_id);
alter table payment add constraint payment_pkey primary key (payment_id);
alter table payment_type add constraint payment_type_pkey primary key (payment_type_id);
alter table transaction add constraint transaction_pkey primary key (transaction_id);

create unique index transaction_sales_order_id_key on transaction (sales_order_id);
create unique index transaction_purchase_order_id_key on transaction (purchase_order_id);
create unique index payment_transaction_id_key on payment (transaction_id);

alter table counterparty
    add constraint counterparty_legal_address_id_fkey foreign key (legal_address_id)
        references address (address_id) on update cascade on delete restrict;

alter table staff
    add constraint staff_department_id_fkey foreign key (department_id)
        references department (department_id) on update cascade on delete restrict;

alter table sales_order
    add constraint sales_order_design_id_fkey foreign key (design_id)
        references design (design_id) on update cascade on delete restrict,
    add constraint sales_order_staff_id_fkey foreign key (staff_id)
        references staff (staff_id) on update cascade on delete restrict,
    add constraint sales_order_counterparty_id_fkey foreign key (counterparty_id)
        references counterparty (counterparty_id) on update cascade on delete restrict,
    add constraint sales_order_currency_id_fkey foreign key (currency_id)
        references currency (currency_id) on update cascade on delete restrict,
    add constraint sales_order_agreed_delivery_location_id_fkey foreign key (agreed_delivery_location_id)
        references address (address_id) on update cascade on delete restrict;

alter table purchase_order
    add constraint purchase_order_staff_id_fkey foreign key (staff_id)
        references staff (staff_id) on update cascade on delete restrict,
    add constraint purchase_order_counterparty_id_fkey foreign key (counterparty_id)
        references counterparty (counterparty_id) on update cascade on delete restrict,
    add constraint purchase_order_currency_id_fkey foreign key (currency_id)
        references currency (currency_id) on update cascade on delete restrict,
    add constraint purchase_order_agreed_delivery_location_id_fkey foreign key (agreed_delivery_location_id)
        references address (address_id) on update cascade on delete restrict;

alter table payment
    add constraint payment_transaction_id_fkey foreign key (transaction_id)
        references transaction (transaction_id) on update cascade on delete restrict,
    add constraint payment_counterparty_id_fkey foreign key (counterparty_id)
        references counterparty (counterparty_id) on update cascade on delete restrict,
    add constraint payment_currency_id_fkey foreign key (currency_id)
        references currency (currency_id) on update cascade on delete restrict,
    add constraint payment_payment_type_id_fkey foreign key (payment_type_id)
        references payment_type (payment_type_id) on update cascade on delete restrict;

-- An order may go and leave its transaction behind.
alter table transaction
    add constraint transaction_sales_order_id_fkey foreign key (sales_order_id)
        references sales_order (sales_order_id) on update cascade on delete set null,
    add constraint transaction_purchase_order_id_fkey foreign key (purchase_order_id)
        references purchase_order (purchase_order_id) on update cascade on delete set null;

-- Every sequence goes on where the rows end.
select setval('address_address_id_seq', (select max(address_id) from address));
select setval('counterparty_counterparty_id_seq', (select max(counterparty_id) from counterparty));
select setval('currency_currency_id_seq', (select max(currency_id) from currency));
select setval('department_department_id_seq', (select max(department_id) from department));
select setval('design_design_id_seq', (select max(design_id) from design));
select setval('staff_staff_id_seq', (select max(staff_id) from staff));
select setval('sales_order_sales_order_id_seq', (select max(sales_order_id) from sales_order));
select setval('purchase_order_purchase_order_id_seq', (select max(purchase_order_id) from purchase_order));
select setval('payment_payment_id_seq', (select max(payment_id) from payment));
select setval('payment_type_payment_type_id_seq', (select max(payment_type_id) from payment_type));
select setval('transaction_transaction_id_seq', (select max(transaction_id) from transaction));
