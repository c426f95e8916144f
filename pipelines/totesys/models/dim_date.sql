/*
kind: dimension
key: [date_id]
history: latest
checks:
  - not_null: [date_id, year, month, day, day_of_week, day_name, month_name, quarter]
  - unique: [date_id]
*/
select
    days.date as date_id,
    cast(year(days.date) as int) as year,
    cast(month(days.date) as int) as month,
    cast(day(days.date) as int) as day,
    days.day_of_week,
    case days.day_of_week
        when 1 then 'Monday'
        when 2 then 'Tuesday'
        when 3 then 'Wednesday'
        when 4 then 'Thursday'
        when 5 then 'Friday'
        when 6 then 'Saturday'
        when 7 then 'Sunday'
    end as day_name,
    case month(days.date)
        when 1 then 'January'
        when 2 then 'February'
        when 3 then 'March'
        when 4 then 'April'
        when 5 then 'May'
        when 6 then 'June'
        when 7 then 'July'
        when 8 then 'August'
        when 9 then 'September'
        when 10 then 'October'
        when 11 then 'November'
        when 12 then 'December'
    end as month_name,
    cast(quarter(days.date) as int) as quarter
from (
    select
        date,
        -- Engines count dayofweek from Sunday as 0 or as 1; the distance to a known Monday is the same in both.
        cast((dayofweek(date) - dayofweek(cast('2024-01-01' as date)) + 7) % 7 + 1 as int) as day_of_week
    from calendar
) as days
