-- The small tables. Their rows were seeded together and share one timestamp. Much of the text breaks naive code:
-- apostrophes, quotes, a backslash, an emoji, the word NULL, codes that look like numbers, a misspelt town.

insert into address (address_line_1, address_line_2, district, city, postal_code, country, phone, created_at, last_updated)
select v.*, timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962' from (values
    ('6826 Herzog Via', null, 'Avon', 'New Patienceburgh', '28441', 'Turkey', '1803 637401'),
    ('179 Alexie Cliffs', null, null, 'Aliso Viejo', '99305-7380', 'San Marino', '9621 880720'),
    ('148 Sincere Fort', null, null, 'Lake Charles', '89360', 'Samoa', '0730 783349'),
    ('6102 Rogahn Skyway', null, 'Bedfordshire', 'Olsonside', '47518', 'Republic of Korea', '1239 706295'),
    ('34177 Upton Track', null, null, 'Fort Shadburgh', '55993-8850', 'Bosnia and Herzegovina', '0081 009772'),
    ('846 Hailey Island', null, null, 'Kendraburgh', '08841', 'Zimbabwe', '0447 798320'),
    ('75653 Ernestine Ways', null, 'Buckinghamshire', 'North Deshaun', '02813', 'Faroe Islands', '1373 796260'),
    ('0579 Durgan Common', null, null, 'Suffolk', '56693-0660', 'United Kingdom', '8935 157571'),
    ('644 Edward Garden', null, 'Borders', 'New Tyra', '30825-5672', 'Australia', '0768 748652'),
    ('49967 Kaylah Flat', 'Tremaine Circles', 'Bedfordshire', 'Beaulahcester', '89470', 'Democratic People''s Republic of Korea', '4949 998070'),
    ('249 Bernier Mission', null, 'Buckinghamshire', 'Corpus Christi', '85111-9300', 'Japan', '0222 525870'),
    ('6461 Ernesto Expressway', null, 'Buckinghamshire', 'Pricetown', '37167-0340', 'Tajikistan', '4757 757948'),
    ('80828 Arch Dale', 'Torphy Turnpike', null, 'Shanahanview', '60728-5019', 'Bouvet Island (Bouvetoya)', '8806 209655'),
    ('84824 Bryce Common', 'Grady Turnpike', null, 'Maggiofurt', '50899-1522', 'Iraq', '3316 955887'),
    ('605 Haskell Trafficway', 'Axel Freeway', null, 'East Bobbie', '88253-4257', 'Heard Island and McDonald Islands', '9687 937447'),
    ('511 Orin Extension', 'Cielo Radial', 'Buckinghamshire', 'South Wyatt', '04524-5341', 'Iceland', '2372 180716'),
    ('962 Koch Drives', null, 'Berkshire', 'Hackensack', '95316-4738', 'Indonesia', '5507 549583'),
    ('57735 Deshawn Motorway', 'Sauer Groves', null, 'Alvertaburgh', '12211', 'Côte d''Ivoire', '4455 133822'),
    ('22073 Klein Landing', null, 'Cambridgeshire', 'Pueblo', '36445', 'Guam', '6714 220143'),
    ('1 Unit 4\B, The Quay', 'Suite "N"', null, 'Łódź', '90-001', 'Poland', '4842 633121'),
    ('394 King Greens', null, null, 'Ürümqi', '830000', 'China', '8699 114870'),
    ('278 Larson Crescent', '\N', 'Rutland', 'Oakham', '00712', 'United Kingdom', '1572 722577'),
    ('16460 Rowe Haven', null, 'NULL', 'Port Ibrahim', '10117-3015', 'Germany', '3020 937001'),
    ('8 O''Brien Parade', 'Null Cottage', null, 'Dún Laoghaire', 'A96 X2C3', 'Ireland', '3531 280004'),
    ('4917 Ankunding Spurs', null, 'Cleveland', 'Rosenbaumton', '00501', 'United States of America', '6318 415502'),
    ('233 Tatyana Rapids', null, 'Avon', 'Krajcikborough', '73302-0001', 'Norway', '4722 123456'),
    ('71 Ægir Street', null, null, 'Tórshavn', '100', 'Faroe Islands', '2983 331001'),
    ('5 "Corner" House', 'c/o O''Reilly & Sons', 'Kent', 'Dover', 'CT16 1QA', 'United Kingdom', '1304 204204'),
    ('902 Schaden Light 🚚', null, null, 'Kuala Lumpur', '50088', 'Malaysia', '6032 615818'),
    ('30 Last Lane', '100% Yard; --', null, 'Reykjavík', '0101', 'Iceland', '3545 400000')
) as v;

insert into counterparty (counterparty_legal_name, legal_address_id, commercial_contact, delivery_contact, created_at, last_updated)
select v.*, timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962' from (values
    ('Fahey and Sons', 15, 'Micheal Toy', 'Mrs. Lucy Runolfsdottir'),
    ('Leannon, Predovic and Morar', 28, 'Melba Sanford', 'Jean Hane III'),
    ('Armstrong Inc', 2, 'Jane Wiza', 'Myra Kovacek'),
    ('Kohler Inc', 29, 'Taylor Haag', 'Alfredo Cassin II'),
    ('O''Keefe - Bauer', 10, 'Nellie O''Keefe', null),
    ('Mraz LLC', 16, null, 'Sadie O''Hara'),
    ('Padberg Inc', 6, 'Mr. Orville Null', 'NULL'),
    ('Bean & Leaf 🌱 Ltd', 21, 'Zoë Müller', 'José "Pepe" García'),
    ('Grimes - Dibbert', 22, '', null),
    ('Hahn, Feil & Cremin', 12, 'Ross Feil', 'Ed Cremin'),
    ('Hintz; Terry (Holdings)', 13, 'Mr. Willard Terry', 'Gail Hintz'),
    ('Keebler, Cronin and Hegmann', 14, null, null),
    ('Lakin \ Hudson', 20, 'Ida Lakin', 'Ned Hudson'),
    ('Muller-Rempel GmbH', 23, 'Tönnies Rempel', 'Lars Muller'),
    ('Null & Void Bags', 24, 'Null', 'null'),
    ('Reichert "Totes" SA', 5, 'Hugo Reichert', 'Ana Brakus'),
    ('Siphon – Sipes Group', 18, 'Gustave Sipes', 'Bo Siphon'),
    ('Yost, Watsica and Mann', 25, 'Sophie Herzog', 'Janie Doyle'),
    ('İpek Çanta A.Ş.', 26, 'Ilgın Şahin', 'Işık Iğdır'),
    ('''Quoted'' Wholesale', 30, 'D''Arcy O''Neill', 'Siân Llŷn')
) as v;

insert into currency (currency_code, created_at, last_updated)
select v.*, timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962' from (values
    ('GBP'),
    ('USD'),
    ('EUR')
) as v;

insert into department (department_name, location, manager, created_at, last_updated)
select v.*, timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962' from (values
    ('Sales', 'Manchester', 'Richard Roma'),
    ('Purchasing', 'Manchester', 'Naomi Lapaglia'),
    ('Production', 'Leeds', 'Chester Ming'),
    ('Dispatch', 'Leds', 'Mark Hanna'),
    ('Finance', 'Manchester', 'Jordan Belfort'),
    ('Facilities', null, 'Shelley Levene'),
    ('Communications', 'Leeds', 'Ann Blake'),
    ('HR', 'Leeds', null)
) as v;

insert into staff (first_name, last_name, department_id, email_address, created_at, last_updated)
select v.*, timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962' from (values
    ('Jeremie', 'Franey', 2, 'jeremie.franey@terrifictotes.com'),
    ('Deron', 'Beier', 6, 'deron.beier@terrifictotes.com'),
    ('Jeanette', 'Erdman', 6, 'jeanette.erdman@terrifictotes.com'),
    ('Ana', 'Glover', 3, 'ana.glover@terrifictotes.com'),
    ('Magdalena', 'Zieme', 8, 'magdalena.zieme@terrifictotes.com'),
    ('Korey', 'Kreiger', 3, 'korey.kreiger@terrifictotes.com'),
    ('Raphael', 'Rippin', 2, 'raphael.rippin@terrifictotes.com'),
    ('Oswaldo', 'Bergstrom', 7, 'oswaldo.bergstrom@terrifictotes.com'),
    ('Brody', 'Ratke', 1, 'brody.ratke@terrifictotes.com'),
    ('Jazmyn', 'Kuhn', 1, 'jazmyn.kuhn@terrifictotes.com'),
    ('Meda', 'Cremin', 5, 'meda.cremin@terrifictotes.com'),
    ('Imani', 'Walker', 5, 'imani.walker@terrifictotes.com'),
    ('Stan', 'Lehner', 4, 'stan.lehner@terrifictotes.com'),
    ('Rigoberto', 'VonRueden', 7, 'rigoberto.vonrueden@terrifictotes.com'),
    ('Tom', 'Gutkowski', 3, 'tom.gutkowski@terrifictotes.com'),
    ('Jett', 'Parisian', 6, 'jett.parisian@terrifictotes.com'),
    ('Irving', 'O''Keefe', 3, 'irving.o''keefe@terrifictotes.com'),
    ('Tomas', 'Moore', 8, 'tomas.moore@terrifictotes.com'),
    ('Pierre', 'Sauer', 2, 'pierre.sauer@terrifictotes.com'),
    ('Flavio', 'Kulas', 3, 'flavio.kulas@terrifictotes.com')
) as v;

insert into payment_type (payment_type_name, created_at, last_updated)
select unnest(enum_range(null::"PaymentTypeName")), timestamp '2022-11-03 14:20:49.962', timestamp '2022-11-03 14:20:49.962';

insert into _prisma_migrations
    (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
values
    ('0b7f9ff4-6f3a-4d0e-9c1f-3f3d6f2f1c0a', repeat('5e', 32), '2022-11-03 14:18:02Z',
     '20221103141800_init', '2022-11-03 14:18:01Z', 1);
